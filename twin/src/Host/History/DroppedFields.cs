namespace Twin.Host.History;

/// <summary>The fields that are dropped, with how often each was. Their names are the export's own: of very many only
/// the first ones are told apart.</summary>
internal sealed class DroppedFields
{
    private const int MaxNames = 50;
    private const int MaxLength = 60;

    private readonly Dictionary<string, DroppedField> _byName = new(StringComparer.Ordinal);
    private readonly DroppedField _others = new("(others)");

    /// <summary>The fields that have occurred, the most frequent first.</summary>
    public ImmutableArray<DroppedField> All =>
    [
        .. _byName.Values.Append(_others)
            .Where(one => one.Count > 0)
            .OrderByDescending(one => one.Count)
            .ThenBy(one => one.Name, StringComparer.Ordinal),
    ];

    public DroppedField Find(string name)
    {
        var cut = name.Length <= MaxLength ? name : name[..MaxLength] + "…";
        if (!_byName.TryGetValue(cut, out var field) && _byName.Count < MaxNames)
        {
            _byName[cut] = field = new DroppedField(cut);
        }

        return field ?? _others;
    }
}

internal sealed class DroppedField(string name)
{
    public string Name => name;
    public long Count { get; set; }
}
