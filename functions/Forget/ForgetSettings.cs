using Functions.Transform;

namespace Functions.Forget;

/// <summary>The settings of <see cref="ForgetHandler"/>, from the variables of
/// <see cref="ForgetEnvironment"/>.</summary>
internal sealed record ForgetSettings(string RawBucket, string ProcessedBucket, string ResultsBucket)
{
    /// <summary>The form of users' ids in tables.</summary>
    public StoredUsers Users { get; init; } = StoredUsers.Plain;

    /// <summary>The name of the parameter of <see cref="UsersKey"/>; null only if no ids are hashed.</summary>
    public string? UsersKeyParameter { get; init; }

    /// <exception cref="InvalidOperationException">A variable is missing. The message says what to do.</exception>
    public static ForgetSettings From(FunctionEnvironment environment) => new(
        environment.Required(ForgetEnvironment.RawBucket),
        environment.Required(ForgetEnvironment.ProcessedBucket),
        environment.Required(ForgetEnvironment.ResultsBucket))
    {
        Users = environment.StoredUsers(TransformEnvironment.StoreUsers),
        UsersKeyParameter = TransformEnvironment.UsersKeyIn(environment),
    };
}

/// <summary>The environment variables of <see cref="ForgetHandler"/>, which <c>infra</c> declares under these
/// names, with those of users' ids of <see cref="TransformEnvironment"/>.</summary>
public static class ForgetEnvironment
{
    public const string RawBucket = "RAW_BUCKET";

    public const string ProcessedBucket = "PROCESSED_BUCKET";

    /// <summary>The bucket of Athena's results.</summary>
    public const string ResultsBucket = "RESULTS_BUCKET";
}
