namespace Local.Aws.Glue;

/// <summary>A declared custom JSON classifier.</summary>
/// <param name="JsonPath">The path of a document's rows; <c>$</c> is the whole document.</param>
internal sealed record JsonClassifier(string JsonPath) : CustomClassifier;
