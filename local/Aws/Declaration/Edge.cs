
namespace Local.Aws.Declaration;

/// <summary>Something that flows from one resource to another.</summary>
/// <param name="From">Where it comes from.</param>
/// <param name="To">Where it goes to.</param>
/// <param name="Label">What it is, or when.</param>
public sealed record Edge(DeclaredResource From, DeclaredResource To, string Label);
