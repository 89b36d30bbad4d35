namespace Local.Aws.Glue;

/// <summary>A custom JSON classifier, as declared.</summary>
/// <param name="JsonPath">What of each document is a row; <c>$</c> is all of it.</param>
internal sealed record JsonClassifier(string JsonPath) : CustomClassifier;
