#!/usr/bin/env bash
#SBATCH --job-name=nabla
#SBATCH --array=1-8
#SBATCH --cpus-per-task=4
#SBATCH --mem-per-cpu=3G
#SBATCH --time=02:00:00
# A class on several machines. Build once on one of them (`xtask/class/systems/warm`), then
#   part=$(sbatch --parsable --export=ALL,SUBMISSIONS=in,RESULTS=out xtask/class/systems/slurm.sh)
#   sbatch --dependency=afterany:$part --wrap 'cargo xtask grade --join out/part* --out out/class || [ $? -eq 1 ]'
# A part that was killed goes on when it is called again, and --join says if one is not complete.
set -uo pipefail
# shellcheck disable=SC2086 # several words
cargo xtask grade "$SUBMISSIONS" --out "$RESULTS/part$SLURM_ARRAY_TASK_ID" \
    --shard "$SLURM_ARRAY_TASK_ID/$SLURM_ARRAY_TASK_COUNT" --jobs "$SLURM_CPUS_PER_TASK" --resume ${NABLA_GRADE:-}
code=$?
# 1: some rows are to be looked at, and the part is complete.
[ "$code" -eq 1 ] && code=0
exit "$code"
