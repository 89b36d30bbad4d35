namespace Eng.Tests.Architecture;

/// <summary>A top-level type of an assembly, together with its nested types.</summary>
/// <param name="Namespace">The namespace; empty for the global one.</param>
/// <param name="References">The types of the same assembly that it refers to, by full name.</param>
internal sealed record CompiledType(string Namespace, string Name, IReadOnlySet<string> References)
{
    /// <summary>True if a generator of .NET made the type, in its own namespace.</summary>
    public bool IsGenerated =>
        Namespace.StartsWith("System.", StringComparison.Ordinal)
        || Namespace.StartsWith("Microsoft.", StringComparison.Ordinal);

    public string FullName => Namespace.Length == 0 ? Name : $"{Namespace}.{Name}";
}
