//! The channel between judge and learner, apart from the streams that a learner's `println!` uses.
//!
//! On Unix it is a pair of connected sockets, one end handed over as the child's standard input; elsewhere a connection
//! over the loopback address.

use std::io;
use std::process::Command;

#[cfg(unix)]
pub(crate) use unix::{Stream, judge_end, learner_end};

#[cfg(not(unix))]
pub(crate) use tcp::{Stream, judge_end, learner_end};

/// The judge's end before the child has been started.
pub(crate) struct Opening(Box<dyn FnOnce() -> io::Result<Stream>>);

impl Opening {
    /// The stream, once the child runs.
    pub(crate) fn connect(self) -> io::Result<Stream> {
        (self.0)()
    }
}

#[cfg(unix)]
mod unix {
    use super::{Command, Opening, io};
    use std::fs::File;
    use std::os::fd::{AsFd, OwnedFd};
    pub(crate) use std::os::unix::net::UnixStream as Stream;

    pub(crate) fn judge_end(command: &mut Command) -> io::Result<Opening> {
        let (ours, theirs) = Stream::pair()?;
        command.stdin(OwnedFd::from(theirs));
        Ok(Opening(Box::new(|| Ok(ours))))
    }

    /// Takes the channel from standard input, and leaves an empty one there for whoever reads it.
    pub(crate) fn learner_end() -> io::Result<Stream> {
        let stream = Stream::from(io::stdin().as_fd().try_clone_to_owned()?);
        stream.peer_addr()?;
        rustix::stdio::dup2_stdin(File::open("/dev/null")?)?;
        Ok(stream)
    }
}

#[cfg(any(not(unix), test))]
#[cfg_attr(unix, expect(dead_code, reason = "on Unix only its test uses it"))]
mod tcp {
    use super::{Command, io};
    pub(crate) use std::net::TcpStream as Stream;
    use std::net::{Ipv4Addr, TcpListener};
    use std::process::Stdio;
    use std::thread;
    use std::time::{Duration, Instant};

    const ADDRESS: &str = "NABLA_CHANNEL";
    /// Starting a process takes milliseconds; a busy machine may need seconds.
    const PATIENCE: Duration = Duration::from_secs(20);

    #[cfg(not(unix))]
    pub(crate) fn judge_end(command: &mut Command) -> io::Result<super::Opening> {
        let listener = listen(command)?;
        Ok(super::Opening(Box::new(move || accept(&listener))))
    }

    pub(crate) fn listen(command: &mut Command) -> io::Result<TcpListener> {
        let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, 0))?;
        listener.set_nonblocking(true)?;
        command.stdin(Stdio::null()).env(ADDRESS, listener.local_addr()?.to_string());
        Ok(listener)
    }

    pub(crate) fn accept(listener: &TcpListener) -> io::Result<Stream> {
        let start = Instant::now();
        loop {
            match listener.accept() {
                Ok((stream, _)) => {
                    stream.set_nonblocking(false)?;
                    stream.set_nodelay(true)?;
                    return Ok(stream);
                }
                Err(error) if error.kind() == io::ErrorKind::WouldBlock && start.elapsed() < PATIENCE => {
                    thread::sleep(Duration::from_millis(1));
                }
                Err(error) => return Err(error),
            }
        }
    }

    pub(crate) fn learner_end() -> io::Result<Stream> {
        let address = std::env::var(ADDRESS).map_err(io::Error::other)?;
        let stream = Stream::connect(address)?;
        stream.set_nodelay(true)?;
        Ok(stream)
    }

    #[cfg(test)]
    mod tests {
        use super::*;
        use std::io::{Read, Write};

        #[test]
        fn the_loopback_connection_carries_bytes() {
            let mut command = Command::new("unused");
            let listener = listen(&mut command).expect("a free port");
            let address = command
                .get_envs()
                .find(|(name, _)| *name == ADDRESS)
                .and_then(|(_, value)| value)
                .expect("an address")
                .to_owned();
            let child = thread::spawn(move || {
                let mut stream = Stream::connect(address.to_str().expect("text")).expect("connected");
                stream.write_all(b"nabla").expect("written");
            });
            let mut text = String::new();
            accept(&listener).expect("accepted").read_to_string(&mut text).expect("read");
            child.join().expect("no panic");
            assert_eq!(text, "nabla");
        }
    }
}
