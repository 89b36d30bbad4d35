namespace Twin.Declaration;

/// <summary>An edge of the diagram: data, events or messages that flow from one resource to another.</summary>
/// <param name="From">The source.</param>
/// <param name="To">The target.</param>
/// <param name="Label">The label: what flows, or when.</param>
public sealed record Edge(DeclaredResource From, DeclaredResource To, string Label);
