namespace Functions.Transform;

/// <summary>The settings of <see cref="TransformHandler"/>, from the variables of
/// <see cref="TransformEnvironment"/>.</summary>
internal sealed record TransformSettings(string Stack, string ProcessedBucket)
{
    public TableFormat Format { get; init; } = TableFormat.Csv;

    /// <summary>The retention of plays of the API.</summary>
    public KeptDays TableRetention { get; init; }

    /// <summary>The retention of imports.</summary>
    public KeptDays PlaysRetention { get; init; }

    /// <summary>The form of users' ids.</summary>
    public StoredUsers Users { get; init; } = StoredUsers.Plain;

    /// <summary>The name of the parameter of <see cref="UsersKey"/>; null only if no ids are hashed.</summary>
    public string? UsersKeyParameter { get; init; }

    /// <exception cref="InvalidOperationException">A variable is missing. The message says what to do.</exception>
    public static TransformSettings From(FunctionEnvironment environment) => new(
        environment.Required(TransformEnvironment.Stack),
        environment.Required(TransformEnvironment.ProcessedBucket))
    {
        Format = environment.TableFormat(TransformEnvironment.TableFormat),
        TableRetention = environment.Kept(TransformEnvironment.TableRetentionDays),
        PlaysRetention = environment.Kept(TransformEnvironment.PlaysRetentionDays),
        Users = environment.StoredUsers(TransformEnvironment.StoreUsers),
        UsersKeyParameter = TransformEnvironment.UsersKeyIn(environment),
    };
}

/// <summary>The environment variables of <see cref="TransformHandler"/>, which <c>infra</c> declares under these names.
/// The raw bucket is not among them: the S3 event names it.</summary>
public static class TransformEnvironment
{
    /// <summary>The stack's name as its resources have it, <c>spotify-dev</c>; the metrics' dimension.</summary>
    public const string Stack = "STACK";

    public const string ProcessedBucket = "PROCESSED_BUCKET";

    /// <summary>The format of the tables: <c>csv</c>, the default, or <c>jsonl</c>.</summary>
    public const string TableFormat = "TABLE_FORMAT";

    /// <summary>The days for which tables of playlists, and plays of the API, are kept. Optional: without it they are
    /// kept for an unlimited time.</summary>
    public const string TableRetentionDays = "TABLE_RETENTION_DAYS";

    /// <summary>The days for which imports are kept. Optional: without it they are kept for an unlimited
    /// time.</summary>
    public const string PlaysRetentionDays = "PLAYS_RETENTION_DAYS";

    /// <summary>The form of users' ids in tables: <c>hashed</c>, the default, <c>plain</c> or <c>none</c>.</summary>
    public const string StoreUsers = "STORE_USERS";

    /// <summary>The name of the SecureString parameter with the key of the hashes. Required if there are
    /// any.</summary>
    public const string UsersKeyParameter = UsersKey.Variable;

    internal static string? UsersKeyIn(FunctionEnvironment environment) =>
        environment.StoredUsers(StoreUsers) == StoredUsers.Hashed ? environment.Required(UsersKeyParameter) : null;
}
