namespace Functions.Transform;

/// <summary>The ids of users in one file, each of which is hashed once.</summary>
internal sealed class KnownUsers(UserIds users)
{
    private readonly Dictionary<byte[], byte[]>.AlternateLookup<ReadOnlySpan<byte>> _known =
        new Dictionary<byte[], byte[]>(Utf8Comparer.Instance).GetAlternateLookup<ReadOnlySpan<byte>>();

    public bool ArePlain => users.Form == StoredUsers.Plain;

    public ReadOnlySpan<byte> Of(ReadOnlySpan<byte> id)
    {
        if (users.Form != StoredUsers.Hashed || id.IsEmpty)
        {
            return users.Of(id);
        }

        if (!_known.TryGetValue(id, out var stored))
        {
            _known[id] = stored = users.Of(id).ToArray();
        }

        return stored;
    }

    private sealed class Utf8Comparer :
        IEqualityComparer<byte[]>, IAlternateEqualityComparer<ReadOnlySpan<byte>, byte[]>
    {
        public static readonly Utf8Comparer Instance = new();

        public bool Equals(byte[]? x, byte[]? y) => x.AsSpan().SequenceEqual(y);

        public bool Equals(ReadOnlySpan<byte> alternate, byte[] other) => alternate.SequenceEqual(other);

        public int GetHashCode(byte[] obj) => GetHashCode(obj.AsSpan());

        public int GetHashCode(ReadOnlySpan<byte> alternate)
        {
            var hash = new HashCode();
            hash.AddBytes(alternate);
            return hash.ToHashCode();
        }

        public byte[] Create(ReadOnlySpan<byte> alternate) => alternate.ToArray();
    }
}
