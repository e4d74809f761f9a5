"""The portal `epidemic`: an infectious-disease information system with cases, their forms and print marks."""
