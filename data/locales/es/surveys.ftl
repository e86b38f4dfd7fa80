# Encuestas: preguntar sin saber quién respondió.

error-threshold-too-low = Los resultados se pueden mostrar a partir de { $floor } personas. Puedes pedir más personas, no menos: con menos, se podría reconocer a alguien.
