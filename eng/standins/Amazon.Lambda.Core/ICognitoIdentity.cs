namespace Amazon.Lambda.Core;

/// <summary>The Amazon Cognito identity that invokes a function.</summary>
public interface ICognitoIdentity
{
    /// <summary>The identity's id.</summary>
    string IdentityId { get; }

    /// <summary>The pool that the identity belongs to.</summary>
    string IdentityPoolId { get; }
}
