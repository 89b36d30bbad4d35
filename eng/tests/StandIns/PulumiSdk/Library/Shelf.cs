using Pulumi;

namespace Eng.Tests.StandIns.PulumiSdk.Library;

/// <summary>A resource in the style of a provider's generated classes.</summary>
public sealed class Shelf : CustomResource
{
    public const string Token = "library:index/shelf:Shelf";

    public Shelf(string name, ShelfArgs args, CustomResourceOptions? options = null)
        : base(Token, name, args ?? ResourceArgs.Empty, Merged(options))
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

    [Output("key")]
    public Output<string?> Key { get; private set; } = null!;

    private static CustomResourceOptions Merged(CustomResourceOptions? options)
        => CustomResourceOptions.Merge(new CustomResourceOptions { Version = "1.2.3" }, options);
}
