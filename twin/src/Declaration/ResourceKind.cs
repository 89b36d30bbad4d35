using System.Collections.Immutable;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;

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

    /// <summary>The properties that have no effect on one machine, by path, each with the reason. The path of an object
    /// covers all its properties.</summary>
    public IReadOnlyDictionary<string, string> Ignored { get; init; } = ImmutableDictionary<string, string>.Empty;

    /// <summary>The dimension of its metrics in CloudWatch; null if it has none.</summary>
    public string? Dimension { get; init; }

    public Func<DeclaredResource, string> DimensionValue { get; init; } = resource => resource.PhysicalName;

    /// <summary>The property that has the ARN of the role with which the resource acts; null if it has no
    /// role.</summary>
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

/// <summary>An IAM action that moves data between a role and a resource.</summary>
/// <param name="ToTheRole"><c>true</c> if the data goes to the role; <c>false</c> if it goes to the resource.</param>
public sealed record DataFlow(string Action, bool ToTheRole, string Label);

internal static class Fact
{
    public static string? Days(int? days) => Number(days, "days");

    public static string? Number(int? number, string unit) =>
        number is null ? null : string.Create(CultureInfo.InvariantCulture, $"{number} {unit}");
}

public enum NodeShape
{
    /// <summary>A box: for a resource that works.</summary>
    Box,

    /// <summary>A cylinder: for a resource that stores data.</summary>
    Cylinder,

    /// <summary>A hexagon: for a resource that starts work.</summary>
    Hexagon,

    /// <summary>A slanted box: for a resource that passes messages on.</summary>
    Slanted,
}

/// <summary>The billing of a kind of resource: the prices that apply, or the reason why it is free.</summary>
public sealed record ResourceBilling
{
    private ResourceBilling()
    {
    }

    /// <summary>The keys of the prices of the resource and its use; empty if it is free.</summary>
    public ImmutableArray<string> Prices { get; private init; } = [];

    public string? FreeReason { get; private init; }

    public static ResourceBilling By(string price, params ImmutableArray<string> others) =>
        new() { Prices = [price, .. others] };

    public static ResourceBilling Free(string reason) => new() { FreeReason = reason };
}

/// <summary>The declared properties of a resource, from which its name and its ARN are made.</summary>
public sealed record ResourceInputs(
    string LogicalName, ImmutableDictionary<string, object> Properties, string AccountId, string Region)
{
    /// <summary>The name in AWS: the declared one, or else the logical name.</summary>
    public string Name => Text("name");

    /// <summary>An id that is the same in each run.</summary>
    public string UniqueId => GuidOf(LogicalName);

    /// <summary>A declared text, or else the logical name.</summary>
    public string Text(string property) => Properties.GetValueOrDefault(property) as string ?? LogicalName;

    /// <summary>The ARN of a resource of the account in the region.</summary>
    public string Arn(string service, string resource) => $"arn:aws:{service}:{Region}:{AccountId}:{resource}";

    /// <summary>The ARN of a resource of the account that belongs to no region.</summary>
    public string GlobalArn(string service, string resource) => $"arn:aws:{service}::{AccountId}:{resource}";

    public static string GuidOf(string text) =>
        new Guid(SHA256.HashData(Encoding.UTF8.GetBytes(text)).AsSpan(0, 16)).ToString();
}
