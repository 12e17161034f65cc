//! Archives as nobody honest would make them, byte by byte: zip, tar, and a stream that unpacks to far more than it is.

/// A zip archive while it is written.
#[derive(Default)]
pub struct Zip {
    bytes: Vec<u8>,
    directory: Vec<u8>,
    count: u16,
}

/// One entry of a zip archive, as it says of itself.
pub struct Entry<'a> {
    pub name: &'a [u8],
    pub packed: &'a [u8],
    /// How many bytes it claims to unpack to.
    pub size: u32,
    /// 0 for bytes as they are, 8 for packed ones.
    pub method: u16,
    /// The kind and rights of a file, as Unix has them.
    pub mode: u32,
    pub check: u32,
}

impl<'a> Entry<'a> {
    /// An ordinary file.
    pub fn plain(name: &'a [u8], text: &'a [u8]) -> Self {
        Self { name, packed: text, size: text.len() as u32, method: 0, mode: 0o100_644, check: crc(text) }
    }
}

impl Zip {
    pub fn add(mut self, entry: &Entry<'_>) -> Self {
        let start = self.bytes.len() as u32;
        let mut middle = Vec::new();
        for part in [20_u16, 0x0800, entry.method, 0, 0x21] {
            middle.extend(part.to_le_bytes());
        }
        for part in [entry.check, entry.packed.len() as u32, entry.size] {
            middle.extend(part.to_le_bytes());
        }
        middle.extend((entry.name.len() as u16).to_le_bytes());
        middle.extend([0, 0]);
        self.bytes.extend(*b"PK\x03\x04");
        self.bytes.extend(&middle);
        self.bytes.extend(entry.name);
        self.bytes.extend(entry.packed);
        // Made on Unix, so that the mode counts.
        self.directory.extend(*b"PK\x01\x02\x14\x03");
        self.directory.extend(&middle);
        // No comment, the first disk, nothing of its own.
        self.directory.extend([0; 6]);
        self.directory.extend((entry.mode << 16).to_le_bytes());
        self.directory.extend(start.to_le_bytes());
        self.directory.extend(entry.name);
        self.count = self.count.wrapping_add(1);
        self
    }

    pub fn end(mut self) -> Vec<u8> {
        let (start, length) = (self.bytes.len() as u32, self.directory.len() as u32);
        self.bytes.extend(&self.directory);
        self.bytes.extend(*b"PK\x05\x06\0\0\0\0");
        for count in [self.count, self.count] {
            self.bytes.extend(count.to_le_bytes());
        }
        self.bytes.extend(length.to_le_bytes());
        self.bytes.extend(start.to_le_bytes());
        self.bytes.extend([0, 0]);
        self.bytes
    }
}

/// One entry of a tar archive: a header with these words, and bytes.
pub fn tar(name: &str, kind: u8, link: &str, claimed: u64, bytes: &[u8]) -> Vec<u8> {
    let mut header = [0; 512];
    let mut put = |at: usize, text: &[u8], room: usize| {
        let length = text.len().min(room);
        header[at..at + length].copy_from_slice(&text[..length]);
    };
    put(0, name.as_bytes(), 100);
    for at in [100, 108, 116] {
        put(at, b"0000644\0", 8);
    }
    put(124, format!("{claimed:011o}\0").as_bytes(), 12);
    put(136, b"00000000000\0", 12);
    put(148, b"        ", 8);
    put(156, &[kind], 1);
    put(157, link.as_bytes(), 100);
    put(257, b"ustar\x0000", 8);
    let sum: u32 = header.iter().map(|byte| u32::from(*byte)).sum();
    header[148..156].copy_from_slice(format!("{sum:06o}\0 ").as_bytes());
    let mut whole = header.to_vec();
    whole.extend(bytes);
    whole.resize(whole.len().div_ceil(512) * 512, 0);
    whole
}

/// A packed stream of so many times 258 zeros: one literal, then copies of what stands one byte before.
pub fn zeros(copies: u32) -> Vec<u8> {
    let (mut bytes, mut held, mut count) = (Vec::new(), 0_u64, 0);
    let mut put = |bits: &[u8]| {
        for bit in bits {
            held |= u64::from(*bit) << count;
            count += 1;
            if count == 8 {
                bytes.push(held as u8);
                (held, count) = (0, 0);
            }
        }
    };
    // The last block, with the codes that need not be sent.
    put(&[1, 1, 0]);
    put(&[0, 0, 1, 1, 0, 0, 0, 0]);
    for _ in 0..copies {
        // The length 258, and the distance 1.
        put(&[1, 1, 0, 0, 0, 1, 0, 1, 0, 0, 0, 0, 0]);
    }
    put(&[0; 7]);
    put(&[0; 7]);
    bytes
}

/// The checksum of zip archives.
fn crc(bytes: &[u8]) -> u32 {
    let step = |sum: u32| if sum & 1 == 1 { sum >> 1 ^ 0xedb8_8320 } else { sum >> 1 };
    !bytes.iter().fold(u32::MAX, |sum, byte| (0..8).fold(sum ^ u32::from(*byte), |sum, _| step(sum)))
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::process::Command;

    #[test]
    fn the_checksum_is_the_known_one() {
        assert_eq!(crc(b"123456789"), 0xcbf4_3926);
    }

    /// Whether another program can read them shows that they are archives at all, and not only damaged.
    #[test]
    fn others_read_these_archives() {
        let folder = tempfile::tempdir().expect("a folder");
        let path = folder.path().join("a.tar");
        let mut bytes = tar("a/b.rs", b'0', "", 3, b"abc");
        bytes.extend([0; 1024]);
        std::fs::write(&path, bytes).expect("written");
        let listed = Command::new("tar").arg("-tf").arg(&path).output();
        // Not every system has the program.
        let Ok(listed) = listed else { return };
        assert_eq!(String::from_utf8_lossy(&listed.stdout), "a/b.rs\n");
    }
}
