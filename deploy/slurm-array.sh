#!/usr/bin/env bash
# A run shared out over the tasks of a Slurm array, without a queue, and joined when all are done:
#
#   deploy/slurm-array.sh --tasks 40 --run-dir /shared/run --output /shared/conversations.jsonl -- \
#     --n 1000000 --seed 42 --artifacts /shared/artifacts
#
# What stands behind -- goes to every `datagen generate`. The folders lie on a disk that all nodes see, the artifacts are built
# (`datagen build --artifacts …`) beforehand. Task k of n makes the shards k, k+n, k+2n, …: an array has 1001 tasks at most
# (MaxArraySize), a run any number of shards. A task that is killed is not always started again by Slurm: the same command
# again makes what is missing and nothing else. Settings for sbatch go into SBATCH_* variables (SBATCH_PARTITION, …);
# DATAGEN names the program.
set -euo pipefail

tasks=''
run_dir=''
output=''
datagen=${DATAGEN:-datagen}
usage="Usage: $0 --tasks N --run-dir DIR [--output FILE] [-- FLAGS OF datagen generate …]"
while [ $# -gt 0 ]; do
  case $1 in
    --tasks | --run-dir | --output)
      [ $# -ge 2 ] || { echo "$usage" >&2; exit 1; }
      case $1 in --tasks) tasks=$2 ;; --run-dir) run_dir=$2 ;; --output) output=$2 ;; esac
      shift 2
      ;;
    --) shift; break ;;
    *) echo "$usage" >&2; exit 1 ;;
  esac
done
if [[ ! $tasks =~ ^[1-9][0-9]*$ ]] || [ -z "$run_dir" ]; then echo "$usage" >&2; exit 1; fi

largest=$(scontrol show config 2>/dev/null | sed -n 's/^MaxArraySize *= *\([0-9]*\).*/\1/p')
largest=${largest:-1001}
# The numbers of an array are below its largest size.
if [ "$tasks" -ge "$largest" ]; then
  echo "$tasks tasks are more than this cluster's MaxArraySize ($largest) lets an array have: making it $((largest - 1))." >&2
  tasks=$((largest - 1))
fi
mkdir -p "$run_dir"
logs=$run_dir/../$(basename "$run_dir").slurm-logs
mkdir -p "$logs"

# What is started on a node: the program and its flags, each quoted once.
# shellcheck disable=SC2086 # the program may be several words
share="$(printf '%q ' $datagen generate --run-dir "$run_dir" --shard-count "$tasks")"
# As many threads as the node gives the task, unless a flag says otherwise.
share+='--workers "${SLURM_CPUS_ON_NODE:-auto}" '
share+=$([ $# -eq 0 ] || printf '%q ' "$@")
# Slurm says which share a task is in SLURM_ARRAY_TASK_ID.
array=$(sbatch --parsable --requeue --job-name datagen --array "0-$((tasks - 1))" \
  --output "$logs/share-%a.log" --open-mode append --wrap "exec $share")
array=${array%%;*}
echo "shares: job $array, $tasks tasks, logs in $logs"

# shellcheck disable=SC2086
join=$(printf '%q ' $datagen assemble --run-dir "$run_dir" --output "${output:-$run_dir/../conversations.jsonl}")
# Also where a task failed: it says which shards are missing, and fails itself.
assembly=$(sbatch --parsable --job-name datagen-assemble --dependency "afterany:$array" \
  --output "$logs/assemble.log" --open-mode append --wrap "exec $join")
echo "assembly: job ${assembly%%;*}"
