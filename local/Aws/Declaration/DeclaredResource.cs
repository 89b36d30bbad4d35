using System.Collections.Immutable;
using System.Globalization;

namespace Local.Aws.Declaration;

/// <summary>One resource as the stack declares it.</summary>
/// <param name="Type">For example <c>aws:s3/bucket:Bucket</c>.</param>
/// <param name="Name">The logical name.</param>
/// <param name="Inputs">By the provider's property names; numbers are doubles, as Pulumi's mocks give them.</param>
/// <param name="State">The inputs, and what AWS would have added: names, ARNs, ids.</param>
public sealed record DeclaredResource(
    string Type,
    string Name,
    ImmutableDictionary<string, object> Inputs,
    ImmutableDictionary<string, object> State)
{
    /// <summary>The kind that the twin runs; null for a component, and for a type that the twin does not know.</summary>
    public ResourceKind? Kind { get; init; }

    /// <summary>Notes each property that is read; null: nothing does.</summary>
    public PropertyReads? Reads { get; init; }

    /// <summary>The <see cref="Title"/> of what it belongs to; null below the stack itself.</summary>
    public string? Parent { get; init; }

    /// <summary>The <see cref="Title"/>s of what must be there first by explicit declaration.</summary>
    public ImmutableArray<string> DependsOn { get; init; } = [];

    /// <summary>Whether Pulumi refuses to delete it: by its own option, or else by what it belongs to.</summary>
    public bool Protect { get; init; }

    /// <summary>Whether it stays in AWS when it leaves the stack.</summary>
    public bool RetainOnDelete { get; init; }

    /// <summary>As messages name it: type and logical name, which together are unique.</summary>
    public string Title => TitleOf(Type, Name);

    /// <summary>Its ARN.</summary>
    public string Arn => Text("arn");

    /// <summary>Its name in AWS.</summary>
    public string PhysicalName => Text(Kind?.NameProperty ?? "name");

    /// <summary>Determines whether it is of a kind.</summary>
    public bool Is(ResourceKind kind) => Type == kind.Type;

    /// <summary>The title of a resource that is known by its type and logical name.</summary>
    public static string TitleOf(string type, string name) => $"{type} '{name}'";

    /// <summary>A text of the state that must be there; <paramref name="path"/> goes into objects by dots.</summary>
    /// <exception cref="RunFailedException">It is not there.</exception>
    public string Text(string path) =>
        OptionalText(path) ?? throw new RunFailedException($"{Title} has no '{path}'.");

    /// <summary>A text of the state, null when it is not there.</summary>
    public string? OptionalText(string path) => Find(path) as string;

    /// <summary>A whole number of the state, null when it is not there.</summary>
    public int? Number(string path) =>
        Find(path) is { } value ? Convert.ToInt32(value, CultureInfo.InvariantCulture) : null;

    /// <summary>A number of the state that need not be whole, null when it is not there.</summary>
    public double? Fraction(string path) =>
        Find(path) is { } value ? Convert.ToDouble(value, CultureInfo.InvariantCulture) : null;

    /// <summary>A flag of the state; absent is false.</summary>
    public bool Flag(string path) => Find(path) is true;

    /// <summary>Whether the state has anything at a path.</summary>
    public bool Has(string path) => Find(path) is not null;

    /// <summary>A list of texts of the state; absent is empty.</summary>
    public ImmutableArray<string> Texts(string path) =>
        Find(path) is ImmutableArray<object> list ? [.. list.Cast<string>()] : [];

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

    // The path of a part within its resource, with a dot at its end.
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
