using Amazon.SimpleSystemsManagement;
using Amazon.SimpleSystemsManagement.Model;

namespace Functions.Extract;

/// <summary>One secret, from Parameter Store into memory and nowhere else.</summary>
/// <param name="WrittenAt">UTC; null where Parameter Store does not say.</param>
internal sealed record StoredSecret(string Value, DateTimeOffset? WrittenAt)
{
    /// <param name="name">The parameter's.</param>
    /// <param name="variable">The environment variable that names it.</param>
    /// <exception cref="InvalidOperationException">It cannot be read, or is empty; the message names it.</exception>
    public static async Task<StoredSecret> ReadAsync(
        string name,
        string variable,
        IAmazonSimpleSystemsManagement parameters,
        CancellationToken cancellationToken)
    {
        Parameter? parameter;
        try
        {
            var request = new GetParameterRequest { Name = name, WithDecryption = true };
            parameter = (await parameters.GetParameterAsync(request, cancellationToken)).Parameter;
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

    /// <summary>Not the value.</summary>
    public override string ToString() => "***";
}
