#!/usr/bin/env bash
# Makes demo-call.wav: a short invented call, spoken by Debian's espeak-ng. Nobody's voice is in it.
# Left channel: the agent. Right channel: the customer, who arrives loud, fast and high and ends quiet, slow and low.
# Needs the Debian packages espeak-ng and sox. 8 kHz G.711 µ-law, as a telephone recording would be.
set -euo pipefail
here=$(cd "$(dirname "$0")" && pwd)
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

turn=0
clock=0
agent_parts=()
customer_parts=()

# say WHO PITCH(0-99) WORDS_A_MINUTE LOUDNESS(0-1) TILT(dB above 1.2 kHz) PAUSE_AFTER_SECONDS TEXT
# A raised voice is not only louder: its spectrum is flatter. TILT takes the shouting out of a quiet turn.
say() {
  local who=$1 pitch=$2 rate=$3 loudness=$4 tilt=$5 pause=$6 text=$7 voice=en-gb
  [ "$who" = agent ] && voice=en-gb-scotland
  turn=$((turn + 1))
  local line=$work/$turn.wav
  espeak-ng -v "$voice" -p "$pitch" -s "$rate" -a 100 -w "$work/raw.wav" "$text"
  # Equal level first, so that LOUDNESS alone decides how loud a turn is; then to its place in the call.
  sox "$work/raw.wav" -r 8000 "$line" gain -6 treble "$tilt" 1200 norm -3 vol "$loudness" pad "$clock"
  if [ "$who" = agent ]; then agent_parts+=("$line"); else customer_parts+=("$line"); fi
  clock=$(awk -v length_s="$(soxi -D "$line")" -v pause="$pause" 'BEGIN { printf "%.3f", length_s + pause }')
}

say customer 75 185 1.00   8 0.6 'This is the third time I am calling about the same bill! You took the money twice! And nobody, nobody has called me back!'
say agent    45 165 0.20 -12 0.7 'I am sorry. Let me look at your account right now.'
say customer 78 185 1.00   8 0.6 'I have been waiting for two weeks! My rent did not go through because of you! Do you have any idea how embarrassing that is?'
say agent    45 160 0.20 -12 0.9 'That should not have happened. I can see both payments here, and I am sending one of them back to you now.'
say customer 66 175 0.30  -8 0.6 'So you can see it. Well, finally somebody can. I was beginning to think that nobody would. How long is it going to take?'
say agent    45 160 0.20 -12 0.9 'It will be in your account tomorrow morning. I can also write to your landlord, if you like.'
say customer 62 170 0.10 -18 0.6 'Tomorrow morning is good. And yes, please, a letter would help me. My landlord has been very patient with me.'
say agent    45 160 0.20 -12 0.9 'It is on its way. Is there anything else I can do for you today?'
say customer 60 165 0.07 -20 1.0 'No, that is all. I am sorry that I was so loud earlier. You have been very kind. Thank you, and have a good evening.'

# Turns of one speaker don't overlap, so they are laid over each other at full level.
lay() {
  local out=$1
  shift
  local inputs=()
  for part in "$@"; do inputs+=(-v 1 "$part"); done
  sox -m "${inputs[@]}" "$out" pad 0 1
}
lay "$work/agent.wav" "${agent_parts[@]}"
lay "$work/customer.wav" "${customer_parts[@]}"
# The two sides end at their own last word; sox fills up the shorter one.
sox -M "$work/agent.wav" "$work/customer.wav" -e mu-law -b 8 -t wav "$here/demo-call.wav"
soxi "$here/demo-call.wav"
