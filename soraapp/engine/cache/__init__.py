"""What was ever computed, on disk by content: frames by the digest of their request, results by the key of their step.

clips/DIGEST.avi                    the exact frames
clips/DIGEST.safetensors            what the model had beside them, such as latents
clips/DIGEST.f32                    the sound that it made with them, if it did: 32-bit floats, channels side by side
clips/DIGEST.json                   the record: what made them, and the checksums of these files; written last
results/KEY.json                    the outputs of a heavy node, which name the clips they hold
unfinished/DIGEST/                  the finished windows of a long clip whose making was broken off
proxies/DIGEST-PART.avi             small pictures of a clip, for the hand that scrubs
prompts/DIGEST.safetensors          what the text encoders of a model made of a prompt
networks/model-NUMBER/              weights of a model that wait on the disk; with its process they go
protected/PROCESS.json              what the open project of a process shows
"""

from soraapp.engine.cache.cache import Cache
from soraapp.engine.cache.clip import CachedClip
from soraapp.engine.cache.growing import Growing
from soraapp.engine.cache.limit import set_limit
from soraapp.engine.cache.room import Usage

__all__ = ["Cache", "CachedClip", "Growing", "Usage", "set_limit"]
