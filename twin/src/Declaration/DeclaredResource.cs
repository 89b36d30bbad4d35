using System.Collections.Immutable;
using System.Globalization;

namespace Twin.Declaration;

/// <param name="Inputs">The inputs by the provider's property names; numbers are doubles, as in Pulumi's mocks.</param>
/// <param name="State">The inputs and the outputs that AWS would add: names, ARNs, ids.</param>
public sealed record DeclaredResource(
    string Type,
    string Name,
    ImmutableDictionary<string, object> Inputs,
    ImmutableDictionary<string, object> State)
{
    /// <summary>The kind that the twin runs; null for a component and for a type that the twin does not
    /// support.</summary>
    public ResourceKind? Kind { get; init; }

    /// <summary>Records each property that is read; null: none is recorded.</summary>
    public PropertyReads? Reads { get; init; }

    /// <summary>The <see cref="Title"/> of its parent; null directly below the stack.</summary>
    public string? Parent { get; init; }

    /// <summary>The <see cref="Title"/>s of the resources that it explicitly depends on.</summary>
    public ImmutableArray<string> DependsOn { get; init; } = [];

    /// <summary>True if Pulumi refuses to delete it, by its own option or its parent's.</summary>
    public bool Protect { get; init; }

    /// <summary>True if it stays in AWS after it has left the stack.</summary>
    public bool RetainOnDelete { get; init; }

    /// <summary>The name in messages: type and logical name, which together are unique.</summary>
    public string Title => TitleOf(Type, Name);

    public string Arn => Text("arn");

    public string PhysicalName => Text(Kind?.NameProperty ?? "name");

    public bool Is(string type) => Type == type;

    /// <summary>True for a resource that a provider makes, and for the provider; false for a component.</summary>
    public bool IsOfProvider => !Type.StartsWith("spotify:", StringComparison.Ordinal);

    public bool HasDimension(string dimension, string value) =>
        Kind is { } kind && kind.Dimension == dimension && kind.DimensionValue(this) == value;

    public static string TitleOf(string type, string name) => $"{type} '{name}'";

    /// <summary>A required text of the state; dots in <paramref name="path"/> separate the names of nested
    /// objects.</summary>
    public string Text(string path) =>
        OptionalText(path) ?? throw new RunFailedException($"{Title} has no '{path}'.");

    public string? OptionalText(string path) => Find(path) as string;

    public int? Number(string path) =>
        Find(path) is { } value ? Convert.ToInt32(value, CultureInfo.InvariantCulture) : null;

    public double? Fraction(string path) =>
        Find(path) is { } value ? Convert.ToDouble(value, CultureInfo.InvariantCulture) : null;

    /// <summary>A flag of the state; absent is false.</summary>
    public bool Flag(string path) => Find(path) is true;

    public bool Has(string path) => Find(path) is not null;

    /// <summary>A list of texts of the state; absent is empty.</summary>
    public ImmutableArray<string> Texts(string path) =>
        Find(path) is ImmutableArray<object> list ? [.. list.Cast<string>()] : [];

    /// <summary>A list of whole numbers of the state; absent is empty.</summary>
    public ImmutableArray<int> Numbers(string path) =>
        Find(path) is ImmutableArray<object> list
            ? [.. list.Select(value => Convert.ToInt32(value, CultureInfo.InvariantCulture))]
            : [];

    /// <summary>A list of objects of the state, each as a part of this resource; absent is empty.</summary>
    public ImmutableArray<DeclaredResource> Parts(string path) =>
        At(path) is ImmutableArray<object> list
            ? [.. list.Cast<ImmutableDictionary<string, object>>()
                .Select(part => this with { State = part, Path = $"{Path}{path}." })]
            : [];

    /// <summary>A map of texts of the state; absent is empty.</summary>
    public ImmutableDictionary<string, string> Map(string path)
    {
        Reads?.AddMap(Type, Path + path);
        return At(path) is ImmutableDictionary<string, object> map
            ? map.ToImmutableDictionary(pair => pair.Key, pair => (string)pair.Value)
            : ImmutableDictionary<string, string>.Empty;
    }

    // The path of a part within its resource, ending with a dot.
    private string Path { get; init; } = "";

    private object? Find(string path)
    {
        Reads?.Add(Type, Path + path);
        return At(path);
    }

    private object? At(string path)
    {
        object? value = State;
        foreach (var step in path.Split('.'))
        {
            value = (value as ImmutableDictionary<string, object>)?.GetValueOrDefault(step);
        }

        return value;
    }
}
