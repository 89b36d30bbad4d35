namespace Twin.Aws.Lambda;

/// <summary>A declared <c>aws:lambda/permission</c>: one statement of a function's resource policy.</summary>
/// <param name="StatementId">The statement's id, for messages.</param>
/// <param name="Action">Usually <c>lambda:InvokeFunction</c>.</param>
/// <param name="Function">The function's name or ARN.</param>
/// <param name="Principal">A service principal, or an account id.</param>
/// <param name="SourceArn">The ARN of the resource that may invoke, with wildcards as in ArnLike. Null: any.</param>
/// <param name="SourceAccount">The account of that resource. Null: any.</param>
internal sealed record LambdaPermissionStatement(
    string StatementId,
    string Action,
    string Function,
    string Principal,
    string? SourceArn,
    string? SourceAccount);
