namespace Local.Aws.Glue;

/// <summary>A custom classifier, as declared: it reads a file before the built-in ones do.</summary>
internal abstract record CustomClassifier;
