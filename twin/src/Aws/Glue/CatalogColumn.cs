namespace Twin.Aws.Glue;

/// <summary>A column of a table, or a partition key.</summary>
/// <param name="Name">The name in lower case, as Glue stores it.</param>
/// <param name="Type">The Hive type; <c>string</c> for every column of a CSV table.</param>
/// <param name="Comment">A text for people; null if there is none.</param>
public sealed record CatalogColumn(string Name, string Type, string? Comment = null);
