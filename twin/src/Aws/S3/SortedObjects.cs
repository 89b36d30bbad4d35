namespace Twin.Aws.S3;

/// <summary>Objects in S3's order of keys, found by key and by place. It does not change.</summary>
internal sealed class SortedObjects
{
    // No character comes after it.
    private const string Last = "\U0010FFFF";

    private static readonly IComparer<StoredObject> Order =
        Comparer<StoredObject>.Create((one, other) => ObjectKey.Order.Compare(one.Key, other.Key));

    private SortedObjects(ImmutableSortedSet<StoredObject> all) => All = all;

    public ImmutableSortedSet<StoredObject> All { get; }

    public static SortedObjects From(IEnumerable<StoredObject> objects) => new(objects.ToImmutableSortedSet(Order));

    public StoredObject? Find(string key) => All.TryGetValue(Sought(key), out var found) ? found : null;

    /// <summary>The place of the first key that is not before another one.</summary>
    public int PlaceOf(string key) => All.IndexOf(Sought(key)) is var place && place < 0 ? ~place : place;

    /// <summary>The place of the first key after those that begin with a prefix.</summary>
    public int PlaceAfter(string prefix)
    {
        var place = prefix.Length == 0 ? All.Count : PlaceOf(prefix + Last);
        // That character may be the key's next one.
        while (place < All.Count && All[place].Key.StartsWith(prefix, StringComparison.Ordinal))
        {
            place++;
        }

        return place;
    }

    /// <summary>The objects whose keys begin with a prefix.</summary>
    public IEnumerable<StoredObject> Below(string prefix)
    {
        var end = PlaceAfter(prefix);
        for (var place = PlaceOf(prefix); place < end; place++)
        {
            yield return All[place];
        }
    }

    public SortedObjects With(StoredObject stored) => new(All.Remove(stored).Add(stored));

    public SortedObjects Without(string key) => new(All.Remove(Sought(key)));

    private static StoredObject Sought(string key) =>
        new(key, 0, "", default, ImmutableDictionary<string, string>.Empty, null, null);
}
