namespace Twin.Aws.Iam;

/// <summary>A call that IAM refused, and the number of times.</summary>
public sealed record DeniedCall(string Principal, string Action, string Resource, int Times);
