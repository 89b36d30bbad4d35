using System.Collections.Immutable;

namespace Functions.Lake;

/// <summary>The form in which tables have the ids of users.</summary>
/// <param name="Name">The name in the setting and in markers.</param>
public sealed record StoredUsers(string Name)
{
    /// <summary>A hash with a key: the same user has the same value in all tables and days of a stack.</summary>
    public static readonly StoredUsers Hashed = new("hashed");

    /// <summary>The id as Spotify sent it.</summary>
    public static readonly StoredUsers Plain = new("plain");

    /// <summary>Unknown, an empty column.</summary>
    public static readonly StoredUsers None = new("none");

    /// <summary>All forms; the first one is the default.</summary>
    public static readonly ImmutableArray<StoredUsers> All = [Hashed, Plain, None];

    /// <summary>The form with a name; null if there is none.</summary>
    public static StoredUsers? Find(string name) => All.FirstOrDefault(form => form.Name == name);
}
