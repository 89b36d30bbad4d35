using System.Net;
using Amazon.Runtime;

namespace Amazon.SimpleSystemsManagement.Model;

/// <summary>There are concurrent updates of the parameter.</summary>
public partial class TooManyUpdatesException : AmazonSimpleSystemsManagementException
{
    /// <summary>Makes the exception from the service's answer and the inner exception.</summary>
    public TooManyUpdatesException(
        string message,
        Exception innerException,
        ErrorType errorType,
        string errorCode,
        string requestId,
        HttpStatusCode statusCode)
        : base(message, innerException, errorType, errorCode, requestId, statusCode)
    {
    }
}
