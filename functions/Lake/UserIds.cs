using System.Security.Cryptography;

namespace Functions.Lake;

/// <summary>Users' ids as a stack's tables have them. Safe for concurrent use.</summary>
internal sealed class UserIds
{
    public static readonly UserIds Plain = new(StoredUsers.Plain, []);
    public static readonly UserIds None = new(StoredUsers.None, []);

    /// <summary>The length of a key in bytes.</summary>
    public const int KeyLength = 32;

    // 128 bits: no two users of a lake ever have the same ones.
    private const int HashLength = 16;

    private readonly byte[] _key;

    private UserIds(StoredUsers form, byte[] key) => (Form, _key) = (form, key);

    public StoredUsers Form { get; }

    /// <param name="key">The key: 64 hexadecimal digits.</param>
    /// <exception cref="FormatException">It is no such key.</exception>
    public static UserIds Hashed(string key) => Convert.FromHexString(key) is { Length: KeyLength } bytes
        ? new UserIds(StoredUsers.Hashed, bytes)
        : throw new FormatException($"The key has not {KeyLength} bytes.");

    /// <summary>The id in a table: its HMAC-SHA-256, of which the first 32 hexadecimal digits count. An unknown id,
    /// and an empty one, stay so.</summary>
    public string? Of(string? id) => id is null ? null : Encoding.UTF8.GetString(Of(Encoding.UTF8.GetBytes(id)));

    /// <inheritdoc cref="Of(string?)"/>
    public ReadOnlySpan<byte> Of(ReadOnlySpan<byte> id)
    {
        if (Form == StoredUsers.Plain || id.IsEmpty)
        {
            return id;
        }

        return Form == StoredUsers.None
            ? []
            : Encoding.ASCII.GetBytes(
                Convert.ToHexStringLower(HMACSHA256.HashData(_key, id).AsSpan(0, HashLength)));
    }

    /// <summary>A placeholder for the key, so that no log has it.</summary>
    public override string ToString() => Form.Name;
}
