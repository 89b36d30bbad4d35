using System.Collections.Immutable;
using Pulumi;

namespace Tests.StandIns.PulumiSdk.Library;

/// <summary>A resource written the way a provider's generated classes are.</summary>
[ResourceType(Token, null)]
public sealed class Shelf : CustomResource
{
    public const string Token = "library:index/shelf:Shelf";

    public Shelf(string name, ShelfArgs args, CustomResourceOptions? options = null)
        : base(Token, name, args ?? ResourceArgs.Empty, Merged(options, ""))
    {
    }

    private Shelf(string name, Input<string> id, CustomResourceOptions? options)
        : base(Token, name, null, Merged(options, id))
    {
    }

    [Output("roomName")]
    public Output<string> Room { get; private set; } = null!;

    [Output("rowCount")]
    public Output<int?> RowCount { get; private set; } = null!;

    [Output("shelfNumber")]
    public Output<int> Number { get; private set; } = null!;

    [Output("isLocked")]
    public Output<bool> IsLocked { get; private set; } = null!;

    [Output("books")]
    public Output<ImmutableArray<Book>> Books { get; private set; } = null!;

    [Output("tags")]
    public Output<ImmutableDictionary<string, string>?> Tags { get; private set; } = null!;

    [Output("wood")]
    public Output<Wood?> Wood { get; private set; } = null!;

    [Output("rule")]
    public Output<Union<string, Rule>> Rule { get; private set; } = null!;

    [Output("key")]
    public Output<string?> Key { get; private set; } = null!;

    public static Shelf Get(string name, Input<string> id, CustomResourceOptions? options = null)
        => new(name, id, options);

    private static CustomResourceOptions Merged(CustomResourceOptions? options, Input<string>? id)
    {
        var merged = CustomResourceOptions.Merge(new CustomResourceOptions { Version = "1.2.3" }, options);
        merged.Id = id ?? merged.Id;
        return merged;
    }
}
