namespace Generator;

/// <summary>Whose property a type is the type of: the module and shape decide names and kinds of numbers.</summary>
internal sealed record Place(string Module, string Shape, string Property);
