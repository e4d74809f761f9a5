"""결과와 증빙, 의견: files with the reason for taking them, the proof, the sheet of evidence, what people thought."""
