namespace Local.Aws.Glue;

/// <summary>A declared custom classifier: it reads a file before the built-in ones do.</summary>
internal abstract record CustomClassifier;
