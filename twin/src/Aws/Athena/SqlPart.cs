namespace Twin.Aws.Athena;

/// <summary>A part of a statement's text.</summary>
/// <param name="Start">The index of its first character.</param>
/// <param name="End">The index after its last character.</param>
internal readonly record struct SqlPart(int Start, int End);
