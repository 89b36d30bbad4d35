namespace Twin.Aws.Iam;

/// <param name="Principal">The caller: a session's ARN or a service principal.</param>
/// <param name="Action">For example <c>s3:PutObject</c>.</param>
/// <param name="Because">The reason for a refusal in AWS's words; empty if the request is allowed.</param>
public sealed record Decision(bool IsAllowed, string Principal, string Action, string Resource, string Because)
{
    public string Message => MessageOn(Resource);

    /// <summary>The same in S3's wording, which puts the resource in quotes.</summary>
    public string QuotedMessage => MessageOn($"\"{Resource}\"");

    private string MessageOn(string resource) =>
        $"User: {Principal} is not authorized to perform: {Action} on resource: {resource} {Because}";
}

/// <summary>A call that IAM refused, and the number of times.</summary>
public sealed record DeniedCall(string Principal, string Action, string Resource, int Times);
