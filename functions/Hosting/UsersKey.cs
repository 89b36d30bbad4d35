using System.Security.Cryptography;
using Amazon.SimpleSystemsManagement;
using Amazon.SimpleSystemsManagement.Model;

namespace Functions.Hosting;

/// <summary>The key with which tables have users' ids hashed: a SecureString that the extraction makes once, and that
/// only the writers of tables read.</summary>
/// <param name="parameter">The parameter's name; null if the form needs no key.</param>
/// <param name="parameters">Creates the client of Parameter Store, which only hashes need.</param>
internal sealed class UsersKey(StoredUsers form, string? parameter, Func<IAmazonSimpleSystemsManagement> parameters)
{
    /// <summary>The name of the SecureString parameter that holds the key. A variable of the functions.</summary>
    public const string Variable = "USERS_KEY_PARAMETER";

    // It never changes.
    private volatile UserIds? _ids =
        form == StoredUsers.Plain ? UserIds.Plain : form == StoredUsers.None ? UserIds.None : null;

    /// <summary>The form that leaves ids as they are, without a key.</summary>
    public static UsersKey Plain { get; } =
        new(StoredUsers.Plain, null, () => throw new InvalidOperationException("no key is needed"));

    /// <summary>Makes the key, unless it is there. Nobody can replace it so.</summary>
    /// <param name="kmsKey">The ARN of the key that encrypts it; null for the account's own one.</param>
    /// <exception cref="InvalidOperationException">Parameter Store does not store it.</exception>
    public static async Task MakeAsync(
        string parameter,
        string? kmsKey,
        IAmazonSimpleSystemsManagement parameters,
        CancellationToken cancellationToken)
    {
        try
        {
            await parameters.PutParameterAsync(
                new PutParameterRequest
                {
                    Name = parameter,
                    Description = "The key with which tables have the ids of users hashed",
                    Value = RandomNumberGenerator.GetHexString(UserIds.KeyLength * 2, lowercase: true),
                    Type = ParameterType.SecureString,
                    KeyId = kmsKey,
                    Overwrite = false,
                },
                cancellationToken);
        }
        catch (ParameterAlreadyExistsException)
        {
        }
        catch (AmazonSimpleSystemsManagementException e)
        {
            // Without the cause: a service may repeat what it was sent.
            throw new InvalidOperationException(
                $"Parameter {parameter}, the key for the ids of users, cannot be made: {e.ErrorCode}. Nothing was "
                + "read. Give the function's role ssm:PutParameter on it, or set storeUsers to none, and deploy "
                + "again.");
        }
    }

    /// <summary>Reads the key, once; where none is needed, nothing is read.</summary>
    /// <exception cref="InvalidOperationException">There is no key yet, or it cannot be read.</exception>
    public async ValueTask<UserIds> ReadAsync(CancellationToken cancellationToken)
    {
        if (_ids is { } known)
        {
            return known;
        }

        using var client = parameters();
        var secret = await StoredSecret.ReadAsync(
            parameter!,
            Variable,
            client,
            cancellationToken,
            whenMissing: $"Parameter {parameter}, the key for the ids of users, does not exist. The extraction makes "
                + "it at its next run, and the repair then makes these tables: start an extraction.");
        try
        {
            return _ids = UserIds.Hashed(secret.Value);
        }
        catch (FormatException)
        {
            throw new InvalidOperationException(
                $"Parameter {parameter}, the key for the ids of users, is not {UserIds.KeyLength * 2} hexadecimal "
                + "digits. Restore its value, or delete it: the next extraction makes another one, which gives other "
                + "hashes.");
        }
    }
}
