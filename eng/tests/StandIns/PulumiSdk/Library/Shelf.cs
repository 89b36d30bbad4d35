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

public sealed class ShelfArgs : ResourceArgs
{
    [Input("books")]
    private InputList<BookArgs>? _books;

    [Input("labels")]
    private InputList<string>? _labels;

    [Input("tags")]
    private InputMap<string>? _tags;

    [Input("roomName", required: true)]
    public Input<string> Room { get; set; } = null!;

    [Input("rowCount")]
    public Input<int>? RowCount { get; set; }

    [Input("height")]
    public Input<double>? Height { get; set; }

    [Input("isLocked")]
    public Input<bool>? IsLocked { get; set; }

    [Input("wood")]
    public Input<Wood>? Wood { get; set; }

    [Input("rule")]
    public InputUnion<string, RuleArgs>? Rule { get; set; }

    [Input("plans")]
    public Input<Archive>? Plans { get; set; }

    [Input("serial")]
    public Input<long>? Serial { get; set; }

    [Input("anything")]
    public Input<object>? Anything { get; set; }

    public InputList<BookArgs> Books
    {
        get => _books ??= [];
        set => _books = value;
    }

    public InputList<string> Labels
    {
        get => _labels ??= [];
        set => _labels = value;
    }

    public InputMap<string> Tags
    {
        get => _tags ??= [];
        set => _tags = value;
    }
}

[EnumType]
public readonly struct Wood : IEquatable<Wood>
{
    private readonly string _value;

    private Wood(string value) => _value = value;

    public static Wood Oak { get; } = new("oak");

    public static explicit operator string(Wood value) => value._value;

    public static bool operator ==(Wood left, Wood right) => left.Equals(right);

    public static bool operator !=(Wood left, Wood right) => !left.Equals(right);

    public bool Equals(Wood other) => string.Equals(_value, other._value, StringComparison.Ordinal);

    public override bool Equals(object? obj) => obj is Wood other && Equals(other);

    public override int GetHashCode() => _value.GetHashCode(StringComparison.Ordinal);

    public override string ToString() => _value;
}

public sealed class Room : ComponentResource
{
    public Room(string name, ComponentResourceOptions? options = null)
        : base("library:index:Room", name, options)
    {
        Left = new Shelf($"{name}-left", new ShelfArgs { Room = name }, new() { Parent = this });
        Right = new Shelf($"{name}-right", new ShelfArgs { Room = name }, new() { Parent = this });
        LeftId = Left.Id;
        RegisterOutputs(new Dictionary<string, object?> { ["leftId"] = LeftId });
    }

    public Shelf Left { get; }
    public Shelf Right { get; }

    [Output("leftId")]
    public Output<string> LeftId { get; private set; }
}

/// <summary>A document whose wire names are not in camelCase.</summary>
public sealed class RuleArgs : ResourceArgs
{
    [Input("Version")]
    public Input<string>? Version { get; set; }

    [Input("MaxDays")]
    public Input<int>? MaxDays { get; set; }
}
