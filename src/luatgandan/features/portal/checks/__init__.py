"""Does what we tell citizens stand in the law? Our citations against the law texts. Works without Django."""
