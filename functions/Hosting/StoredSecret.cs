using Amazon.SimpleSystemsManagement;
using Amazon.SimpleSystemsManagement.Model;

namespace Functions.Hosting;

/// <summary>A secret from Parameter Store, which is kept in memory only.</summary>
/// <param name="WrittenAt">The time at which it was written, in UTC; null if Parameter Store does not say.</param>
internal sealed record StoredSecret(string Value, DateTimeOffset? WrittenAt)
{
    /// <param name="whenMissing">The message if there is no such parameter; null for one like any other.</param>
    /// <exception cref="InvalidOperationException">It cannot be read.</exception>
    public static async Task<StoredSecret> ReadAsync(
        string name,
        string variable,
        IAmazonSimpleSystemsManagement parameters,
        CancellationToken cancellationToken,
        string? whenMissing = null)
    {
        Parameter? parameter;
        try
        {
            var request = new GetParameterRequest { Name = name, WithDecryption = true };
            parameter = (await parameters.GetParameterAsync(request, cancellationToken)).Parameter;
        }
        catch (ParameterNotFoundException e) when (whenMissing is not null)
        {
            throw new InvalidOperationException(whenMissing, e);
        }
        catch (AmazonSimpleSystemsManagementException e)
        {
            throw new InvalidOperationException(
                $"Parameter {name}, which {variable} names, cannot be read from Parameter Store: "
                + $"{e.ErrorCode}: {e.Message}. "
                + "Deploy the stack again, or give the function's role ssm:GetParameter on it.",
                e);
        }

        return parameter?.Value?.Trim() is { Length: > 0 } value
            ? new StoredSecret(value, parameter.LastModifiedDate?.ToUniversalTime())
            : throw new InvalidOperationException(
                $"Parameter {name}, which {variable} names, is empty: set the secret in the stack's configuration "
                + "and deploy again.");
    }

    /// <summary>A placeholder for the value, so that no log has it.</summary>
    public override string ToString() => "***";
}
