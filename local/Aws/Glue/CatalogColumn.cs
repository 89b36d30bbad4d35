namespace Local.Aws.Glue;

/// <summary>A column of a table, or a partition key.</summary>
/// <param name="Name">In lower case, as Glue keeps it.</param>
/// <param name="Type">The type in Hive's words; <c>string</c> for every column of a CSV table.</param>
/// <param name="Comment">A text for people; null where there is none.</param>
public sealed record CatalogColumn(string Name, string Type, string? Comment = null);
