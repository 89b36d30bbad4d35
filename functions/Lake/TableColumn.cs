namespace Functions.Lake;

/// <summary>A column of a table. Every value is a text; an unknown one is empty.</summary>
/// <param name="Name">In lower case.</param>
/// <param name="Comment">The meaning, for those who query: the catalog takes up to 255 characters.</param>
public sealed record TableColumn(string Name, string Comment);
