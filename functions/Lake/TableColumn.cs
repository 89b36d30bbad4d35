namespace Functions.Lake;

/// <summary>A column of a table. Every value is a string; an unknown value is empty.</summary>
/// <param name="Name">The name, in lower case.</param>
/// <param name="Comment">The meaning of its values, for those who query. The catalog allows 255 characters.</param>
public sealed record TableColumn(string Name, string Comment);
