namespace Twin.Aws.S3;

/// <summary>Objects in S3's order of keys, found by key and by place. It does not change.</summary>
internal sealed class SortedObjects
{
    // No character comes after it.
    private const string Last = "\U0010FFFF";

    private static readonly IComparer<StoredObject> Order =
        Comparer<StoredObject>.Create((one, other) => ObjectKey.Order.Compare(one.Key, other.Key));

    private readonly ImmutableSortedSet<StoredObject> _inOrder;

    private SortedObjects(
        ImmutableSortedDictionary<string, StoredObject> byKey, ImmutableSortedSet<StoredObject> inOrder) =>
        (ByKey, _inOrder) = (byKey, inOrder);

    public ImmutableSortedDictionary<string, StoredObject> ByKey { get; }

    public StoredObject this[int place] => _inOrder[place];

    public static SortedObjects From(IEnumerable<StoredObject> objects)
    {
        var byKey = objects.ToImmutableSortedDictionary(found => found.Key, found => found, ObjectKey.Order);
        return new SortedObjects(byKey, byKey.Values.ToImmutableSortedSet(Order));
    }

    /// <summary>The place of the first key that is not before another one.</summary>
    public int PlaceOf(string key)
    {
        var sought = new StoredObject(key, 0, "", default, ImmutableDictionary<string, string>.Empty, null, null);
        return _inOrder.IndexOf(sought) is var place && place < 0 ? ~place : place;
    }

    /// <summary>The place of the first key after those that begin with a prefix.</summary>
    public int PlaceAfter(string prefix)
    {
        var place = prefix.Length == 0 ? _inOrder.Count : PlaceOf(prefix + Last);
        // That character may be the key's next one.
        while (place < _inOrder.Count && this[place].Key.StartsWith(prefix, StringComparison.Ordinal))
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
            yield return this[place];
        }
    }

    public SortedObjects With(StoredObject stored) =>
        new(ByKey.SetItem(stored.Key, stored), _inOrder.Remove(stored).Add(stored));

    public SortedObjects Without(string key) =>
        ByKey.TryGetValue(key, out var stored) ? new(ByKey.Remove(key), _inOrder.Remove(stored)) : this;
}
