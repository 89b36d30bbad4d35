using System.Collections.Immutable;

namespace Twin.Declaration;

/// <summary>A kind of resource that a stack can declare and the twin runs.</summary>
/// <param name="type">The provider's type token, for example <c>aws:sqs/queue:Queue</c>.</param>
public sealed class ResourceKind(string type)
{
    /// <summary>The reason for texts that are read by people only.</summary>
    public const string ForPeople = "a text for people: nothing depends on it";

    /// <summary>The reason for properties that affect only the deletion of a resource.</summary>
    public const string ForDeletion = "a run deletes no resource: what it stored goes with its folder";

    public string Type => type;
    public string NameProperty { get; init; } = "name";

    /// <summary>The prices by which it is billed, or the reason why it is free.</summary>
    public required ResourceBilling Billing { get; init; }

    /// <summary>The properties that AWS adds to the declared ones: a default name, the ARN.</summary>
    public Func<ResourceInputs, ImmutableArray<(string Property, object Value)>> Outputs { get; init; } =
        inputs => [("name", inputs.Name)];

    public Func<DeclaredResource, string> Id { get; init; } = resource => resource.PhysicalName;

    /// <summary>
    /// The properties that have no effect on one machine, by path, each with the reason. The path of an object covers
    /// all its properties.
    /// </summary>
    public IReadOnlyDictionary<string, string> Ignored { get; init; } = ImmutableDictionary<string, string>.Empty;

    /// <summary>The dimension of its metrics in CloudWatch; null if it has none.</summary>
    public string? Dimension { get; init; }

    /// <summary>The value of that dimension.</summary>
    public Func<DeclaredResource, string> DimensionValue { get; init; } = resource => resource.PhysicalName;

    /// <summary>The property that has the ARN of the role with which the resource acts; null if it has no role.</summary>
    public string? RoleProperty { get; init; }

    /// <summary>The actions of a role on the resource that move data and so are drawn.</summary>
    public ImmutableArray<DataFlow> Flows { get; init; } = [];

    public NodeShape Shape { get; init; }

    public Func<DeclaredResource, string> Label { get; init; } =
        resource => resource.OptionalText("name") ?? resource.Name;

    /// <summary>The facts that diagrams show below the name, a few words each; a null is left out.</summary>
    public Func<DeclaredStack, DeclaredResource, IEnumerable<string?>> Facts { get; init; } = (_, _) => [];

    /// <summary>A kind can be given wherever a type token is expected.</summary>
    public static implicit operator string(ResourceKind kind) => kind.Type;

    public override string ToString() => type;
}
