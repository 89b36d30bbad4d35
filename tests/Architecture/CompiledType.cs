namespace Tests.Architecture;

/// <summary>A top-level type of an assembly, together with all that is nested in it.</summary>
/// <param name="Namespace">Empty: the global one.</param>
/// <param name="Name">Without the number of type parameters.</param>
/// <param name="References">The types of the same assembly that it refers to, by full name.</param>
internal sealed record CompiledType(string Namespace, string Name, IReadOnlySet<string> References)
{
    /// <summary>Gets a value indicating whether a generator of .NET's made the type, in a namespace of its own.</summary>
    public bool IsGenerated =>
        Namespace.StartsWith("System.", StringComparison.Ordinal)
        || Namespace.StartsWith("Microsoft.", StringComparison.Ordinal);

    public string FullName => Namespace.Length == 0 ? Name : $"{Namespace}.{Name}";
}
