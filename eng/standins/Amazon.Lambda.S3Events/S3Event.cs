using System.Net;
using System.Runtime.Serialization;
using System.Text.Json.Serialization;

namespace Amazon.Lambda.S3Events;

/// <summary>
/// What S3 sends to a function when something happened in a bucket: see "Event message structure" in the Amazon S3
/// user guide. What a message lacks is null or the type's default.
/// </summary>
public class S3Event
{
    /// <summary>The events; S3 sends one to a message so far, and promises no number.</summary>
    public List<S3EventNotificationRecord> Records { get; set; }

    /// <summary>One event.</summary>
    public class S3EventNotificationRecord
    {
        /// <summary>The bucket's region.</summary>
        public string AwsRegion { get; set; }

        /// <summary>What happened, for example <c>ObjectCreated:Put</c>.</summary>
        public string EventName { get; set; }

        /// <summary><c>aws:s3</c>.</summary>
        public string EventSource { get; set; }

        /// <summary>When S3 finished the request.</summary>
        public DateTime EventTime { get; set; }

        /// <summary>The message structure's version, for example <c>2.1</c>.</summary>
        public string EventVersion { get; set; }

        /// <summary>Where the request came from.</summary>
        public RequestParametersEntity RequestParameters { get; set; }

        /// <summary>The request's ids.</summary>
        public ResponseElementsEntity ResponseElements { get; set; }

        /// <summary>The bucket and the object.</summary>
        public S3Entity S3 { get; set; }

        /// <summary>Who made the request.</summary>
        public UserIdentityEntity UserIdentity { get; set; }

        /// <summary>Only of <c>ObjectRestore:Completed</c>.</summary>
        public S3GlacierEventDataEntity GlacierEventData { get; set; }
    }

    /// <summary>The bucket and the object that an event is about.</summary>
    public class S3Entity
    {
        /// <summary>The id of the notification configuration that sent the event.</summary>
        public string ConfigurationId { get; set; }

        /// <summary>The bucket.</summary>
        public S3BucketEntity Bucket { get; set; }

        /// <summary>The object.</summary>
        public S3ObjectEntity Object { get; set; }

        /// <summary>The structure's version, for example <c>1.0</c>.</summary>
        public string S3SchemaVersion { get; set; }
    }

    /// <summary>A bucket.</summary>
    public class S3BucketEntity
    {
        /// <summary>Its name.</summary>
        public string Name { get; set; }

        /// <summary>Its owner.</summary>
        public UserIdentityEntity OwnerIdentity { get; set; }

        /// <summary>Its ARN.</summary>
        public string Arn { get; set; }
    }

    /// <summary>An object.</summary>
    public class S3ObjectEntity
    {
        /// <summary>The key as S3 sends it: URL-encoded, a space as <c>+</c>.</summary>
        public string Key { get; set; }

        /// <summary>The key.</summary>
        public string KeyDecoded => WebUtility.UrlDecode(Key);

        /// <summary>The size in bytes.</summary>
        public long Size { get; set; }

        /// <summary>The entity tag.</summary>
        public string ETag { get; set; }

        /// <summary>The version, in a bucket with versioning.</summary>
        public string VersionId { get; set; }

        /// <summary>A hexadecimal number that orders the events of one key; of no use between keys.</summary>
        public string Sequencer { get; set; }
    }

    /// <summary>Who made a request, or owns a bucket.</summary>
    public class UserIdentityEntity
    {
        /// <summary>The principal's id.</summary>
        public string PrincipalId { get; set; }
    }

    /// <summary>Where a request came from.</summary>
    public class RequestParametersEntity
    {
        /// <summary>The address.</summary>
        public string SourceIPAddress { get; set; }
    }

    /// <summary>The ids that S3 answered the request with.</summary>
    [DataContract]
    public class ResponseElementsEntity
    {
        /// <summary>The host that handled the request.</summary>
        [DataMember(Name = "x-amz-id-2", EmitDefaultValue = false)]
        [JsonPropertyName("x-amz-id-2")]
        public string XAmzId2 { get; set; }

        /// <summary>The request's id.</summary>
        [DataMember(Name = "x-amz-request-id", EmitDefaultValue = false)]
        [JsonPropertyName("x-amz-request-id")]
        public string XAmzRequestId { get; set; }
    }

    /// <summary>What S3 Glacier adds.</summary>
    public class S3GlacierEventDataEntity
    {
        /// <summary>The restored copy.</summary>
        public S3RestoreEventDataEntity RestoreEventData { get; set; }
    }

    /// <summary>A copy that was restored from S3 Glacier.</summary>
    public class S3RestoreEventDataEntity
    {
        /// <summary>When the copy expires.</summary>
        public DateTime LifecycleRestorationExpiryTime { get; set; }

        /// <summary>The storage class that it was restored from.</summary>
        public string LifecycleRestoreStorageClass { get; set; }
    }
}
