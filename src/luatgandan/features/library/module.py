"""What `library` offers to the house."""

from luatgandan.foundation.modules.registry import Module, register

module = register(Module(name="library", title="library"))
