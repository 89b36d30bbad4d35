namespace Generator;

/// <summary>The types and members of the provider's classes that are used.</summary>
internal abstract record UsedNames
{
    public static UsedNames Everything { get; } = new All();

    public abstract bool Has(string type);

    public abstract bool Has(string type, string member);

    /// <summary>The types and members that the sources name.</summary>
    /// <param name="OfAny">The names of members that may belong to any type.</param>
    public sealed record Named(
        IReadOnlySet<string> Types,
        IReadOnlySet<(string Type, string Member)> Members,
        IReadOnlySet<string> OfAny) : UsedNames
    {
        public override bool Has(string type) => Types.Contains(type);

        public override bool Has(string type, string member) =>
            Members.Contains((type, member)) || OfAny.Contains(member);
    }

    private sealed record All : UsedNames
    {
        public override bool Has(string type) => true;

        public override bool Has(string type, string member) => true;
    }
}
