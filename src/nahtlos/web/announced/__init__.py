"""Pages that later work fills: each says what will be there and offers two ways on."""
