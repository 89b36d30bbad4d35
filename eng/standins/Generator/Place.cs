namespace Generator;

/// <summary>The property that has a type: its module and shape decide names and kinds of numbers.</summary>
internal sealed record Place(string Module, string Shape, string Property);
