namespace Twin.Declaration;

public sealed record Edge(DeclaredResource From, DeclaredResource To, string Label);
